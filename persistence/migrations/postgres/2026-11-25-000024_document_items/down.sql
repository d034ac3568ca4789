ALTER TABLE official_documents DROP COLUMN item_code;
