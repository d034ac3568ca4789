-- What was measured of a case (S26), a row an indicator and thing. Taken from the log; `kaiye appraisal rebuild` makes
-- it anew.
CREATE TABLE appraisal_facts (
    id blob NOT NULL,
    application_id blob NOT NULL REFERENCES applications,
    division text NOT NULL,
    indicator text NOT NULL,
    subject text NOT NULL,
    department text NOT NULL,
    item_code text NOT NULL,
    day date NOT NULL,
    value integer NOT NULL,
    CONSTRAINT appraisal_facts_pkey PRIMARY KEY (id)
);
CREATE INDEX appraisal_facts_application_id_idx ON appraisal_facts (application_id);
CREATE INDEX appraisal_facts_indicator_day_id_idx ON appraisal_facts (indicator, day, id);
CREATE INDEX appraisal_facts_department_indicator_day_id_idx ON appraisal_facts (department, indicator, day, id);

-- By which calendar a case was measured, so that a newer one has it measured anew.
CREATE TABLE appraisal_cases (
    application_id blob NOT NULL REFERENCES applications,
    division text NOT NULL,
    calendar_version integer NOT NULL,
    CONSTRAINT appraisal_cases_pkey PRIMARY KEY (application_id)
);
CREATE INDEX appraisal_cases_calendar_version_application_id_idx ON appraisal_cases (calendar_version, application_id);

-- How often each value was measured: the sums of the facts. Item '' where a fact is about none; month as 202606.
CREATE TABLE appraisal_days (
    day date NOT NULL,
    department text NOT NULL,
    item_code text NOT NULL,
    division text NOT NULL,
    indicator text NOT NULL,
    value integer NOT NULL,
    month integer NOT NULL,
    count integer NOT NULL,
    CONSTRAINT appraisal_days_pkey PRIMARY KEY (day, department, item_code, division, indicator, value)
) WITHOUT ROWID;
CREATE INDEX appraisal_days_department_day_idx ON appraisal_days (department, day);
CREATE INDEX appraisal_days_indicator_day_idx ON appraisal_days (indicator, day);
CREATE INDEX appraisal_days_day_idx ON appraisal_days (day) WHERE count = 0;
