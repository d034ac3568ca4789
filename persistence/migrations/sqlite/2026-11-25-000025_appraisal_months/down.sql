DROP INDEX appraisal_facts_division_indicator_day_id_idx;
DROP INDEX appraisal_facts_item_code_indicator_day_id_idx;
DROP TABLE appraisal_months;
DELETE FROM appraisal_facts WHERE indicator = 'business_findings';
DELETE FROM appraisal_days WHERE indicator = 'business_findings';
