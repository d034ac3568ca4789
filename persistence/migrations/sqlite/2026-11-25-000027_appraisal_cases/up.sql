-- Where a case lies is the application's to say; nothing read it here.
ALTER TABLE appraisal_cases DROP COLUMN division;
