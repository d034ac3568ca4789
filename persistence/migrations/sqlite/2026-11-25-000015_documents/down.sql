DELETE FROM official_documents WHERE serial IS NULL;
CREATE TABLE official_documents_old (
    id blob NOT NULL,
    application_id blob NOT NULL REFERENCES applications,
    owner_id blob NOT NULL,
    division text NOT NULL,
    department text NOT NULL,
    kind text NOT NULL,
    year integer NOT NULL,
    serial integer NOT NULL,
    number text NOT NULL,
    status text NOT NULL,
    issued_at text NOT NULL,
    doc text NOT NULL,
    CONSTRAINT official_documents_pkey PRIMARY KEY (id),
    CONSTRAINT official_documents_serial_key UNIQUE (department, kind, year, serial),
    CONSTRAINT official_documents_number_key UNIQUE (number)
);
INSERT INTO official_documents_old SELECT id, application_id, owner_id, division, department, kind, year, serial, number,
    status, issued_at, doc FROM official_documents;
DROP TABLE official_documents;
ALTER TABLE official_documents_old RENAME TO official_documents;
CREATE INDEX official_documents_application_id_idx ON official_documents (application_id, id);
CREATE INDEX official_documents_owner_id_id_idx ON official_documents (owner_id, id);
CREATE INDEX official_documents_department_id_idx ON official_documents (department, id);
CREATE INDEX official_documents_division_id_idx ON official_documents (division, id);
DROP TABLE document_contents;
