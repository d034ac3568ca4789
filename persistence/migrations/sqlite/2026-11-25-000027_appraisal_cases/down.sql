CREATE TABLE appraisal_cases_old (
    application_id blob NOT NULL REFERENCES applications,
    division text NOT NULL,
    calendar_version integer NOT NULL,
    CONSTRAINT appraisal_cases_pkey PRIMARY KEY (application_id)
);
INSERT INTO appraisal_cases_old SELECT application_id, applications.division, calendar_version FROM appraisal_cases
    JOIN applications ON applications.id = application_id;
DROP TABLE appraisal_cases;
ALTER TABLE appraisal_cases_old RENAME TO appraisal_cases;
CREATE INDEX appraisal_cases_calendar_version_application_id_idx ON appraisal_cases (calendar_version, application_id);
