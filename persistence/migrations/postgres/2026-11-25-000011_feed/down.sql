DROP TABLE event_receipts;
DROP TABLE event_audience;
