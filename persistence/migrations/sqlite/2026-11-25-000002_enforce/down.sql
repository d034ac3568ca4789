DROP TABLE enforcement_cases;
DROP TABLE rectification_orders;
DROP TABLE official_documents;
DROP TABLE document_counters;
