# One image for web and worker: no root, no compiler, no tools of development, nothing that is written to.
# docs/operations.md says how it is run.
FROM python:3.11.14-slim-trixie AS packages
WORKDIR /app
COPY requirements.txt constraints.txt ./
RUN python -m venv /app/.venv \
    && /app/.venv/bin/pip install --no-cache-dir --disable-pip-version-check -r requirements.txt \
    && /app/.venv/bin/pip uninstall --yes pip setuptools

FROM python:3.11.14-slim-trixie
ENV PATH=/app/.venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    NUTGRAF_ENV=production \
    NUTGRAF_STATIC=/app/static-collected \
    NUTGRAF_VAR=/var/lib/nutgraf
RUN groupadd --gid 10001 nutgraf \
    && useradd --uid 10001 --gid nutgraf --no-create-home --shell /usr/sbin/nologin nutgraf \
    && install --directory --owner nutgraf --group nutgraf --mode 0700 /var/lib/nutgraf
WORKDIR /app
COPY --from=packages /app/.venv .venv
COPY manage.py pyproject.toml LICENSE ./
COPY config config
COPY accounts accounts
COPY sources sources
COPY briefings briefings
COPY operation operation
COPY templates templates
COPY static static
COPY locale locale
COPY deploy/probe.py deploy/probe.py
# The key is of this one command; it is in no layer and signs nothing.
RUN NUTGRAF_SECRET_KEY=only-to-collect-static-files NUTGRAF_HOSTS=localhost NUTGRAF_VAR=/tmp/var \
    python manage.py collectstatic --noinput \
    && rm -r /tmp/var \
    && python -m compileall -q config accounts sources briefings operation
ENV PYTHONDONTWRITEBYTECODE=1
USER 10001:10001
VOLUME /var/lib/nutgraf
EXPOSE 8000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 CMD ["python", "deploy/probe.py"]
CMD ["granian", "--interface", "wsgi", "--host", "0.0.0.0", "--port", "8000", "--workers", "2", "--blocking-threads", "4", "--no-ws", "config.wsgi:application"]
