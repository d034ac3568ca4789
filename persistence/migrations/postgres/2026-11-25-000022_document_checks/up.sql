-- What anybody checks a document by.
ALTER TABLE official_documents ADD COLUMN check_code text;
CREATE UNIQUE INDEX official_documents_check_code_key ON official_documents (check_code) WHERE check_code IS NOT NULL;
