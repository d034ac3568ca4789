DROP TABLE inspection_draws;
DROP TABLE public_reports;
DROP INDEX publications_withdrawn_idx;
DROP INDEX publications_division_id_idx;
ALTER TABLE publications DROP COLUMN withdrawn_because;
DROP TABLE register_names;
DROP INDEX certificates_item_code_id_idx;
DROP INDEX certificates_standing_id_idx;
ALTER TABLE certificates DROP COLUMN standing;
