DROP TABLE inspection_reads;
DROP TABLE supervision_notices;
DROP TABLE visits;
