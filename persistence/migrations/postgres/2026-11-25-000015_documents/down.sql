DELETE FROM official_documents WHERE serial IS NULL;
ALTER TABLE official_documents DROP COLUMN content_hash;
ALTER TABLE official_documents ALTER COLUMN serial SET NOT NULL;
DROP TABLE document_contents;
