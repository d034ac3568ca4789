-- The public register (S12) is searched by what the public check shows, by item, by county, newest first.
ALTER TABLE certificates ADD COLUMN standing text NOT NULL DEFAULT 'valid';
UPDATE certificates SET standing = CASE WHEN status <> 'valid' THEN status WHEN operative THEN 'valid' ELSE 'dormant' END;
CREATE INDEX certificates_standing_id_idx ON certificates (standing, id);
CREATE INDEX certificates_item_code_id_idx ON certificates (item_code, id);

-- And by any part of a business's name: each ending of the name, so that a part is a range of the index.
CREATE TABLE register_names (
    suffix text COLLATE "C" NOT NULL,
    certificate_id uuid NOT NULL REFERENCES certificates,
    CONSTRAINT register_names_pkey PRIMARY KEY (suffix, certificate_id)
);
CREATE INDEX register_names_certificate_id_idx ON register_names (certificate_id);
INSERT INTO register_names (suffix, certificate_id)
SELECT substr(folded.name, place), folded.id
FROM (
    SELECT c.id, upper(replace(c.holder_name, ' ', '')) AS name FROM certificates c
    WHERE EXISTS (SELECT 1 FROM publications p WHERE p.certificate_id = c.id AND p.kind = 'commitment')
) AS folded, generate_series(1, length(folded.name) - 1) AS place;

-- Why an entry was taken back.
ALTER TABLE publications ADD COLUMN withdrawn_because text;
CREATE INDEX publications_division_id_idx ON publications (division, id);
CREATE INDEX publications_withdrawn_idx ON publications (id) WHERE withdrawn_at IS NOT NULL;

-- Reports by the public (社会监督): found by the keyed hash of the reporter's code; what was said and by whom is sealed.
CREATE TABLE public_reports (
    id uuid NOT NULL,
    application_id uuid NOT NULL REFERENCES applications,
    certificate_id uuid NOT NULL REFERENCES certificates,
    task_id uuid NOT NULL REFERENCES verification_tasks,
    division text NOT NULL,
    code_key text NOT NULL,
    filed_at timestamptz NOT NULL,
    personal text NOT NULL,
    doc jsonb NOT NULL,
    CONSTRAINT public_reports_pkey PRIMARY KEY (id),
    CONSTRAINT public_reports_code_key_key UNIQUE (code_key)
);
CREATE INDEX public_reports_task_id_idx ON public_reports (task_id, id);
CREATE INDEX public_reports_application_id_idx ON public_reports (application_id);
CREATE INDEX public_reports_certificate_id_idx ON public_reports (certificate_id);

-- Random draws of whom to inspect and by whom (双随机), with the seed and all that took part.
CREATE TABLE inspection_draws (
    id uuid NOT NULL,
    department text NOT NULL,
    drawn_at timestamptz NOT NULL,
    doc jsonb NOT NULL,
    CONSTRAINT inspection_draws_pkey PRIMARY KEY (id)
);
CREATE INDEX inspection_draws_department_id_idx ON inspection_draws (department, id);
CREATE INDEX accounts_department_id_idx ON accounts (department, id);
