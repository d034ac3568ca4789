DELETE FROM log_cursors WHERE name = 'appraisal';
DROP TABLE appraisal_days;
DROP TABLE appraisal_cases;
DROP TABLE appraisal_facts;
