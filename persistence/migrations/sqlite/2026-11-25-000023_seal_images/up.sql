-- Images of entrusted seals, each under the hash that its department's delegations name; sealed, as whoever has one can
-- forge papers.
CREATE TABLE seal_images (
    entruster text NOT NULL,
    hash text NOT NULL,
    media_type text NOT NULL,
    sealed text NOT NULL,
    deposited_at text NOT NULL,
    deposited_by blob NOT NULL,
    CONSTRAINT seal_images_pkey PRIMARY KEY (entruster, hash)
);
