-- What refers to an item is found by it: when an item is dropped from a draft, and when it is decided.
CREATE INDEX commitments_requested_item_id_idx ON commitments (requested_item_id);
CREATE INDEX served_notices_requested_item_id_idx ON served_notices (requested_item_id);
CREATE INDEX deferred_materials_requested_item_id_idx ON deferred_materials (requested_item_id);
-- What is open, for work lists.
CREATE INDEX reviews_status_id_idx ON reviews (status, id);
-- What lies in a county, for its liaison.
CREATE INDEX certificates_division_id_idx ON certificates (division, id);
CREATE INDEX verification_tasks_division_id_idx ON verification_tasks (division, id);
CREATE INDEX review_tasks_county_id_idx ON review_tasks (county, id);
-- A certificate by the number on its face.
CREATE INDEX certificates_number_idx ON certificates (number);
