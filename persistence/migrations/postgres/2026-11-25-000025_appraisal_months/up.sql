-- The sums of whole months, so that a year is summed from few rows (S26).
CREATE TABLE appraisal_months (
    month integer NOT NULL,
    department text NOT NULL,
    item_code text NOT NULL,
    division text NOT NULL,
    indicator text NOT NULL,
    value integer NOT NULL,
    count integer NOT NULL,
    CONSTRAINT appraisal_months_pkey PRIMARY KEY (month, department, item_code, division, indicator, value)
);
CREATE INDEX appraisal_months_department_month_idx ON appraisal_months (department, month);
CREATE INDEX appraisal_months_indicator_month_idx ON appraisal_months (indicator, month);
CREATE INDEX appraisal_months_month_idx ON appraisal_months (month) WHERE count = 0;
INSERT INTO appraisal_months (month, department, item_code, division, indicator, value, count)
    SELECT month, department, item_code, division, indicator, value, SUM(count) FROM appraisal_days
    GROUP BY month, department, item_code, division, indicator, value;

-- The cases of an item or a division are walked to page by page, however rare they are.
CREATE INDEX appraisal_facts_item_code_indicator_day_id_idx ON appraisal_facts (item_code, indicator, day, id);
CREATE INDEX appraisal_facts_division_indicator_day_id_idx ON appraisal_facts (division, indicator, day, id);

-- Findings against businesses are counted from now on, and every overdue duty with its item (S20): the cases that have such
-- are measured anew.
UPDATE appraisal_cases SET calendar_version = -1 WHERE application_id IN (
    SELECT subject_id FROM events
    WHERE kind IN ('credit.recorded', 'verification.early_opening_recorded', 'duty.overdue'));
