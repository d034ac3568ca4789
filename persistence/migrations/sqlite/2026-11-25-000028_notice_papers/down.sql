DROP INDEX one_time_notices_check_code_key;
ALTER TABLE one_time_notices DROP COLUMN check_code;
ALTER TABLE one_time_notices DROP COLUMN page_hash;
