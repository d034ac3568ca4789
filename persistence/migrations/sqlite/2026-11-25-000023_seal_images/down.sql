DROP TABLE seal_images;
