// Functions in the older style.
exports.succeed = (event, context, callback) => {
  console.log('called back');
  setTimeout(() => console.log('and waited for'), 20);
  callback(null, { statusCode: 200 });
};

exports.rest = () => {
  setTimeout(() => console.log('at rest'), 20);
};

exports.handlers = { nested: async event => console.log(event.Step) };

exports.fail = (event, context, callback) => {
  context.callbackWaitsForEmptyEventLoop = false;
  callback(new RangeError('wrong step'));
};
