using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using SecretsEmu.Rotation.Handlers.Loading;

namespace SecretsEmu.Rotation.Handlers.Lambda;

/// <summary>A .NET function of the class library form in its load context: bound, and called as Lambda's .NET runtime calls it.</summary>
/// <remarks>
/// Source: integrations.md 1.9; aws-lambda-dotnet, RuntimeSupport's UserCodeLoader and InvokeDelegateBuilder. Binding runs no code of
/// the function; its constructor runs with the first step, when its environment is in place. The instance stays for the life of the load.
/// Not for two invocations at once.
/// </remarks>
internal sealed class DotNetFunction
{
    private readonly Assembly _assembly;
    private readonly Type _type;
    private readonly MethodInfo _method;
    private readonly Func<FunctionSerializer>? _serializer;
    private readonly Type? _input;
    private readonly Type? _output;
    private readonly bool _takesContext;
    private Started? _started;

    private DotNetFunction(Assembly assembly, Type type, HandlerString handler)
    {
        (_assembly, _type) = (assembly, type);
        _method = HandlerMethod.Find(type, handler);
        _serializer = FunctionSerializer.Find(_method, assembly);
        (_input, _takesContext) = Parameters(_method, handler);
        _output = Output(_method.ReturnType);
        // The input is read as a Stream itself only; what is returned may be any kind of Stream.
        if (_serializer is null && _input is not null && _input != typeof(Stream))
        {
            throw LambdaErrors.NoSerializerForInput(handler, _input);
        }

        if (_serializer is null && _output is not null && !typeof(Stream).IsAssignableFrom(_output))
        {
            throw LambdaErrors.NoSerializerForOutput(handler, _output);
        }
    }

    /// <param name="assembly">The function's, in its load context.</param>
    /// <param name="handler">Where the method is.</param>
    /// <param name="file">The assembly's file, for messages.</param>
    /// <exception cref="HandlerException">It is no function that Lambda takes, or an assembly that it needs is missing.</exception>
    public static DotNetFunction Bind(Assembly assembly, HandlerString handler, string file)
    {
        LoadFailure.RefuseLaterFramework(assembly, file);
        try
        {
            return new(assembly, assembly.GetType(handler.Type, throwOnError: true)!, handler);
        }
        catch (TypeLoadException missing) when (missing.TypeName == handler.Type && assembly.EntryPoint is null)
        {
            throw LambdaErrors.TypeNotFound(handler);
        }
        catch (Exception missing) when (missing is HandlerException or TypeLoadException && assembly.EntryPoint is not null && !HasMethod(assembly, handler))
        {
            throw LambdaErrors.Program(file);
        }
        catch (Exception exception) when (exception is not HandlerException)
        {
            throw LoadFailure.Of(file, exception);
        }
    }

    /// <summary>Runs the function to its end, whatever form of end its method has.</summary>
    /// <remarks>Throws what the function throws, as it is.</remarks>
    public async Task Invoke(Invocation invocation, IReadOnlyDictionary<string, string> variables, TimeProvider wall)
    {
        var log = new FunctionLog(invocation.Log, variables);
        var started = _started ??= Start(log);
        started.Bridge?.Follow(log);
        using var input = new MemoryStream(Encoding.UTF8.GetBytes(invocation.Event.ToJson()));
        List<object?> arguments = [];
        if (_input is not null)
        {
            arguments.Add(_input == typeof(Stream) ? input : started.Serializer!.Deserialize(_input, input));
        }

        if (_takesContext)
        {
            arguments.Add(started.Bridge!.NewContext(invocation, variables, log, started.Serializer, wall));
        }

        var returned = _method.Invoke(started.Instance, BindingFlags.DoNotWrapExceptions, null, [.. arguments], null);
        if (returned is Task task)
        {
            await task;
        }

        Serialize(returned, started, invocation);
    }

    // What it answers is of no use to a rotation, but an answer that cannot be serialized fails an invocation.
    private void Serialize(object? returned, Started started, Invocation invocation)
    {
        if (_output is null)
        {
            return;
        }

        if (IsValueTask(_output))
        {
            invocation.Log($"Lambda does not await the {_output.Name.Split('`')[0]} that '{_method.Name}' returns, it serializes it: return a Task.");
        }

        if (!typeof(Stream).IsAssignableFrom(_output))
        {
            var value = returned is Task ? returned.GetType().GetProperty("Result")!.GetValue(returned) : returned;
            started.Serializer!.Serialize(_output, value, Stream.Null);
        }
    }

    private Started Start(FunctionLog log)
    {
        var bridge = LambdaBridge.To(_assembly);
        bridge?.Follow(log);
        return new(bridge, NewInstance(), _serializer?.Invoke());
    }

    private object? NewInstance()
    {
        if (_method.IsStatic)
        {
            RuntimeHelpers.RunClassConstructor(_type.TypeHandle);
            return null;
        }

        if (_type.IsClass && _type.GetConstructor(Type.EmptyTypes) is null)
        {
            throw new HandlerException(typeof(MissingMethodException).FullName!,
                $"Cannot dynamically create an instance of type '{_type.FullName}'. Reason: No parameterless constructor defined.");
        }

        return Activator.CreateInstance(_type, BindingFlags.Public | BindingFlags.Instance | BindingFlags.DoNotWrapExceptions, null, null, null);
    }

    private static (Type? Input, bool TakesContext) Parameters(MethodInfo method, HandlerString handler)
    {
        var types = method.GetParameters().Select(parameter => parameter.ParameterType).ToArray();
        return types switch
        {
            { Length: > 2 } => throw LambdaErrors.TooManyParameters(method.Name, handler.Type),
            [var input, var context] => IsContext(context) ? (input, true) : throw LambdaErrors.SecondParameterNotContext(method.Name, handler.Type),
            [var one] => IsContext(one) ? (null, true) : (one, false),
            _ => (null, false),
        };
    }

    private static Type? Output(Type type)
    {
        for (var one = type; one is not null; one = one.BaseType)
        {
            if (one.IsConstructedGenericType && one.GetGenericTypeDefinition() == typeof(Task<>))
            {
                return one.GenericTypeArguments[0];
            }
        }

        return type == typeof(void) || typeof(Task).IsAssignableFrom(type) ? null : type;
    }

    private static bool IsContext(Type type) => type.FullName == LambdaBridge.ContextName;

    private static bool IsValueTask(Type type) =>
        type == typeof(ValueTask) || (type.IsConstructedGenericType && type.GetGenericTypeDefinition() == typeof(ValueTask<>));

    private static bool HasMethod(Assembly assembly, HandlerString handler) =>
        assembly.GetType(handler.Type) is { } type
        && type.GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static)
            .Any(method => method.Name == handler.Method || method.ToString() == handler.Method);

    private sealed record Started(LambdaBridge? Bridge, object? Instance, FunctionSerializer? Serializer);
}
