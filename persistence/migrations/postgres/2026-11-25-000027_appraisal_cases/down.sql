ALTER TABLE appraisal_cases ADD COLUMN division text;
UPDATE appraisal_cases SET division = applications.division FROM applications
    WHERE applications.id = appraisal_cases.application_id;
ALTER TABLE appraisal_cases ALTER COLUMN division SET NOT NULL;
