namespace Amazon.Lambda.Core;

/// <summary>One invocation as the function sees it.</summary>
public interface ILambdaContext
{
    string AwsRequestId { get; }
    IClientContext ClientContext { get; }
    string FunctionName { get; }
    string FunctionVersion { get; }
    ICognitoIdentity Identity { get; }
    string InvokedFunctionArn { get; }
    ILambdaLogger Logger { get; }
    string LogGroupName { get; }
    string LogStreamName { get; }
    int MemoryLimitInMB { get; }
    TimeSpan RemainingTime { get; }
    // Later versions of the package added these with a body, so that older implementations stay valid.
    string TenantId => null;
    string TraceId => null;
    ILambdaSerializer Serializer => null;
}

/// <summary>The mobile application that invoked the function; null otherwise.</summary>
public interface IClientContext
{
    IDictionary<string, string> Environment { get; }
    IClientApplication Client { get; }
    IDictionary<string, string> Custom { get; }
}

/// <summary>What the mobile SDK says about an application.</summary>
public interface IClientApplication
{
    string AppPackageName { get; }
    string AppTitle { get; }
    string AppVersionCode { get; }
    string AppVersionName { get; }
    string InstallationId { get; }
}

/// <summary>The Cognito identity that invoked the function; null otherwise.</summary>
public interface ICognitoIdentity
{
    string IdentityId { get; }
    string IdentityPoolId { get; }
}
