DROP INDEX official_documents_check_code_key;
ALTER TABLE official_documents DROP COLUMN check_code;
