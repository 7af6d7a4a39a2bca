// Functions that each do one thing.
import net from 'node:net';

console.log('loaded');

export const tell = async (event, context) => {
  console.log(Object.keys(event).sort().join(' '));
  console.log(context.functionName, context.invokedFunctionArn, context.functionVersion, context.logGroupName);
  const remaining = context.getRemainingTimeInMillis();
  console.log(context.awsRequestId.length, remaining > 0 && remaining <= 60_000, process.env.ORDERS);
  console.error('zażółć on the other output');
  process.stdout.write('an unfinished line');
};

export const fail = async () => {
  throw new TypeError('wrong step');
};

export const throwLater = () => new Promise(() => {
  setTimeout(() => {
    throw new Error('too late');
  }, 1);
});

export const leave = async () => {
  console.log('leaving');
  process.exit(7);
};

export const hang = async () => {
  console.log('hanging');
  for (;;);
};

// Until somebody ends the process: then the connection ends too.
export const hold = () => new Promise(() => net.connect(Number(process.env.PORT), '127.0.0.1'));
