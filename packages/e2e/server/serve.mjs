// Serves the bundled backend, as a deployment would, with an empty database:
//   node server/serve.mjs <package of the app> <port>
import { execFileSync, spawn } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const [appPackage, port] = process.argv.slice(2);
const root = join(dirname(fileURLToPath(import.meta.url)), '../../..');
const home = join(root, '.daytwo/e2e', appPackage);
const dist = join(root, 'packages/backend/dist');

/** Unpacks the bundle. What it takes from npm is found in the repository's own node_modules, further up. */
function unpackBundle() {
  rmSync(home, { recursive: true, force: true });
  mkdirSync(join(home, 'node_modules/@daytwo'), { recursive: true });
  for (const archive of ['skeleton.tar.gz', 'bundle.tar.gz']) {
    execFileSync('tar', ['xzf', join(dist, archive), '-C', home]);
  }
  for (const place of ['plugins', 'packages']) {
    readdirSync(join(home, place)).forEach(folder => link(join(place, folder)));
  }
}

/** Makes an unpacked package of ours known by its name. */
function link(folder) {
  const unpacked = join(home, folder);
  const { name } = JSON.parse(readFileSync(join(unpacked, 'package.json')));
  if (!name.startsWith('@daytwo/')) {
    return;
  }
  symlinkSync(unpacked, join(home, 'node_modules', name), 'dir');
  const nested = join(root, folder, 'node_modules');
  if (existsSync(nested)) {
    symlinkSync(nested, join(unpacked, 'node_modules'), 'dir');
  }
}

function serve() {
  const configs = [
    'app-config.yaml',
    'app-config.demo.yaml',
    'packages/e2e/app-config.e2e.yaml',
  ].flatMap(file => ['--config', join(root, file)]);
  // The catalog's and the docs' paths in the config are relative to packages/backend.
  const cwd = join(root, 'packages/backend');
  const child = spawn(
    process.execPath,
    [join(home, 'packages/backend'), ...configs],
    {
      cwd,
      stdio: 'inherit',
      env: {
        ...process.env,
        NODE_ENV: 'production',
        DAYTWO_PORT: port,
        DAYTWO_E2E_HOME: home,
        APP_CONFIG_app_packageName: JSON.stringify(appPackage),
      },
    },
  );
  child.on('exit', code => process.exit(code ?? 1));
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.on(signal, () => child.kill(signal));
  }
}

if (!existsSync(join(dist, 'bundle.tar.gz'))) {
  console.error(
    'There is no bundle to serve: run `yarn tsc && yarn build:all`.',
  );
  process.exit(1);
}
unpackBundle();
serve();
