DROP TABLE log_cursors;
DROP TABLE messages;
DROP TABLE contacts;
