DROP INDEX events_credit_idx;
DROP INDEX bars_record_id_idx;
ALTER TABLE bars DROP COLUMN record_id;
DROP TABLE credit_receipts;
DROP TABLE credit_repairs;
DROP TABLE credit_records;
