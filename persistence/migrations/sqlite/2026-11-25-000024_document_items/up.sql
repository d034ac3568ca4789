-- The item that a document is about: who grants or supervises it may read the document.
ALTER TABLE official_documents ADD COLUMN item_code text;
UPDATE official_documents SET item_code = doc ->> '$.content.item';
-- What followed an order named the order alone.
UPDATE official_documents SET item_code = (
    SELECT rectification_orders.item_code FROM rectification_orders
    WHERE rectification_orders.application_id = official_documents.application_id
      AND rectification_orders.doc ->> '$.document' = official_documents.doc ->> '$.content.order')
WHERE kind IN ('rectification_extension', 'recheck') AND item_code IS NULL;
