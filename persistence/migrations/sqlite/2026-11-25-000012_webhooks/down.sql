DROP TABLE delivery_attempts;
DROP TABLE deliveries;
DROP TABLE subscription_secrets;
DROP TABLE subscriptions;
