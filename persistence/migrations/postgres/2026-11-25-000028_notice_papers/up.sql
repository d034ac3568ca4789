-- The page of a one-time notice as it was served, and what anybody checks it by; neither for those served before.
ALTER TABLE one_time_notices ADD COLUMN page_hash text;
ALTER TABLE one_time_notices ADD COLUMN check_code text;
CREATE UNIQUE INDEX one_time_notices_check_code_key ON one_time_notices (check_code) WHERE check_code IS NOT NULL;
