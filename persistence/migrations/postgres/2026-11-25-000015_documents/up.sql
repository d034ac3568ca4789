-- What people read, frozen when it was issued: the very bytes, sealed under the hash that the log names.
CREATE TABLE document_contents (
    hash text NOT NULL,
    sealed text NOT NULL,
    CONSTRAINT document_contents_pkey PRIMARY KEY (hash)
);

-- A paper that bears the number of what it is about has no place in a series. `content_hash` is empty for what was issued
-- before contents were kept.
ALTER TABLE official_documents ALTER COLUMN serial DROP NOT NULL;
ALTER TABLE official_documents ADD COLUMN content_hash text;
