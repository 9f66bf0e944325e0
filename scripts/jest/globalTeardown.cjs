const { rmSync } = require('node:fs');

module.exports = async () => {
  const started = globalThis.daytwoPostgres;
  if (started) {
    globalThis.daytwoPostgres = undefined;
    await started.postgres.stop();
    rmSync(started.folder, { recursive: true, force: true });
  }
};
