# syntax=docker/dockerfile:1
FROM python:3.13-slim AS build
WORKDIR /src
COPY . .
RUN python -m pip install --no-cache-dir build
RUN python -m build --wheel --outdir /dist

FROM python:3.13-slim
COPY --from=build /dist /dist
RUN python -m pip install --no-cache-dir granian /dist/*.whl
RUN useradd --uid 10001 --no-create-home mockflow
USER 10001
ENV MOCKFLOW_HOST=0.0.0.0
ENV MOCKFLOW_OPEN_CONTROL=1
EXPOSE 4020
HEALTHCHECK --interval=10s --timeout=3s --start-period=10s --start-interval=500ms CMD ["mockflow", "health"]
ENTRYPOINT ["mockflow"]
CMD ["serve"]
