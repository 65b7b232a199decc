# The packages, without what only building and testing need: the image brings its own Node.
FROM node:24-slim AS packages
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --omit=optional

FROM node:24-slim
ENV NODE_ENV=production DATABASE_PATH=/data/janein.sqlite PROOF_PATH=/proof HOST=0.0.0.0
WORKDIR /app
# A new volume takes over whose folder this is, and that nobody else may look into it.
RUN install -d -m 0700 -o node -g node /data /proof
COPY --from=packages /app/node_modules node_modules
COPY package.json ./
COPY locales locales
COPY db db
COPY conversations conversations
COPY src src
USER node
VOLUME ["/data", "/proof"]
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT || 3000}/health`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
# Left alone, Node keeps what it has thrown away for as long as the machine has room.
ENTRYPOINT ["node", "--max-semi-space-size=8", "--max-old-space-size=512", "src/main.ts"]
CMD ["start"]
