DROP TABLE intake_entries;
DROP TABLE intake_batches;
DROP TABLE outbound_notices;
DROP TABLE intakes;
