// Runs a Lambda function: asks the Lambda Runtime API for work, with what Node.js brings alone.
import { existsSync, statSync } from 'node:fs';
import http from 'node:http';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const { env } = process;
const runtime = new URL(`http://${env.AWS_LAMBDA_RUNTIME_API}/2018-06-01/runtime/`);
const require = createRequire(path.join(env.LAMBDA_TASK_ROOT, 'index.js'));
// The function may replace them.
const outputs = [process.stdout, process.stderr].map(stream => stream.write.bind(stream));

class Fault extends Error {
  constructor(name, message, cause) {
    super(message, { cause });
    this.name = name;
  }
}

function call(method, place, body, headers = {}) {
  return new Promise((resolve, reject) => {
    // A connection of its own: one that waits for a long function would be closed by the server.
    http.request(new URL(place, runtime), { method, agent: false, headers }, answer => {
      const chunks = [];
      answer.on('data', chunk => chunks.push(chunk)).on('error', reject)
        .on('end', () => resolve({ status: answer.statusCode, headers: answer.headers, body: Buffer.concat(chunks).toString() }));
    }).on('error', reject).end(body);
  });
}

async function load(name) {
  const [, folder, file, functionPath] = name.match(/^(.*\/)?([^./]+)\.(.+)$/) ?? [];
  if (!file || name.includes('..')) throw new Fault('Runtime.MalformedHandlerName', `Bad handler '${name}': it has the form module.function`);
  const module = await loadModule(path.resolve(env.LAMBDA_TASK_ROOT, folder ?? '', file));
  const found = functionPath.split('.').reduce((value, key) => value?.[key], module);
  if (typeof found !== 'function') throw new Fault('Runtime.HandlerNotFound', `${name} is ${found ? 'not a function' : 'undefined or not exported'}`);
  return found;
}

async function loadModule(place) {
  const file = ['', '.js', '.mjs', '.cjs'].map(ending => place + ending).find(one => existsSync(one) && statSync(one).isFile()) ?? place;
  try {
    if (file.endsWith('.mjs')) return await import(pathToFileURL(file));
    try {
      return require(file);
    } catch (error) {
      // A .js file of a package of type module.
      if (!['ERR_REQUIRE_ESM', 'ERR_REQUIRE_ASYNC_MODULE'].includes(error?.code)) throw error;
      return await import(pathToFileURL(file));
    }
  } catch (error) {
    // The first line of the stack says where, if the file is no ES module.
    if (error instanceof SyntaxError) throw new Fault('Runtime.UserCodeSyntaxError', `${error} (${error.stack.match(/^\S+:\d+$/m)?.[0] ?? file})`, error);
    if (['MODULE_NOT_FOUND', 'ERR_MODULE_NOT_FOUND'].includes(error?.code)) throw new Fault('Runtime.ImportModuleError', String(error).split('\nRequire stack')[0], error);
    throw error;
  }
}

function contextOf(headers) {
  const deadline = Number(headers['lambda-runtime-deadline-ms']);
  return {
    callbackWaitsForEmptyEventLoop: true,
    awsRequestId: headers['lambda-runtime-aws-request-id'],
    invokedFunctionArn: headers['lambda-runtime-invoked-function-arn'],
    functionName: env.AWS_LAMBDA_FUNCTION_NAME,
    functionVersion: env.AWS_LAMBDA_FUNCTION_VERSION,
    memoryLimitInMB: env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
    logGroupName: env.AWS_LAMBDA_LOG_GROUP_NAME,
    logStreamName: env.AWS_LAMBDA_LOG_STREAM_NAME,
    getRemainingTimeInMillis: () => Math.max(deadline - Date.now(), 0),
  };
}

let atRest;
process.on('beforeExit', () => atRest?.());

function run(handler, event, context) {
  return new Promise((resolve, reject) => {
    // What a callback was given counts when nothing is left to do, unless the function says otherwise; so does a function that never answers.
    atRest = () => resolve(null);
    const returned = handler(event, context, (error, result) => {
      const settle = () => error === undefined || error === null ? resolve(result) : reject(error);
      if (!context.callbackWaitsForEmptyEventLoop) settle();
      else atRest = settle;
    });
    if (typeof returned?.then === 'function') returned.then(resolve, reject);
  });
}

// Marks where the output of this invocation ends, so that none of it counts for the next.
async function endLog(requestId) {
  await Promise.all(outputs.map(write => new Promise(resolve => write(`\x1e${requestId}\n`, resolve))));
  return { 'Secrets-Emu-Log-End': '1' };
}

function report(place, error, headers) {
  const errorType = error instanceof Error ? error.name : typeof error;
  const frames = String((error instanceof Fault && error.cause || error)?.stack ?? '').split('\n').filter(line => /^ +at /.test(line) && !/\[eval|node:internal|<anonymous>\)$/.test(line));
  const body = JSON.stringify({ errorType, errorMessage: error instanceof Error ? error.message : String(error), stackTrace: frames });
  return call('POST', place, body, { ...headers, 'Lambda-Runtime-Function-Error-Type': encodeURI(errorType) });
}

let place = 'init/error';
for (const [event, errorType, code] of [['uncaughtException', 'Runtime.UncaughtException', 129], ['unhandledRejection', 'Runtime.UnhandledPromiseRejection', 128]]) {
  process.on(event, error => report(place, new Fault(errorType, String(error), error)).finally(() => process.exit(code)));
}

// Ends with the server.
process.stdin.on('end', () => process.exit(1)).on('error', () => process.exit(1)).resume().unref();
const handler = await load(env._HANDLER).catch(error => report(place, error).finally(() => process.exit(1)));
for (;;) {
  const { status, headers, body } = await call('GET', 'invocation/next');
  if (status !== 200) process.exit(1);
  const requestId = headers['lambda-runtime-aws-request-id'];
  place = `invocation/${requestId}/error`;
  try {
    const result = JSON.stringify(await run(handler, JSON.parse(body), contextOf(headers)) ?? null);
    await call('POST', `invocation/${requestId}/response`, result, await endLog(requestId));
  } catch (error) {
    await report(place, error, await endLog(requestId));
  }
}
