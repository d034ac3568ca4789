# Kaiye for production: linked against the system's libpq, which speaks TLS to PostgreSQL.
FROM rust:1.95-slim-bookworm AS build
RUN apt-get update \
    && apt-get install -y --no-install-recommends gcc libc6-dev libpq-dev pkg-config \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /src
COPY . .
RUN cargo build --release --locked --package kaiye-api --no-default-features --features system-libpq,s3

FROM debian:bookworm-slim
RUN apt-get update \
    && apt-get install -y --no-install-recommends ca-certificates libpq5 \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --create-home --home-dir /var/lib/kaiye kaiye \
    && install --directory --owner kaiye --group kaiye /var/lib/kaiye/materials
COPY --from=build /src/target/release/kaiye /usr/local/bin/kaiye
USER kaiye
WORKDIR /var/lib/kaiye
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=6s --start-period=30s CMD ["kaiye", "healthcheck"]
ENTRYPOINT ["kaiye"]
CMD ["serve"]
