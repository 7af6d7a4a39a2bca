using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.Loader;

namespace SecretsEmu.Rotation.Handlers.Lambda;

/// <summary>Implements an interface that only the function's own assemblies know.</summary>
/// <remarks>
/// A class is emitted into the function's load context and calls back through delegates of the base library: the context stays
/// collectible, and the host needs no package. Members with a body (newer versions of a package add such) keep it unless they are
/// asked for by name, which a DispatchProxy cannot do: it takes all of them over.
/// </remarks>
internal static class ForeignInterface
{
    private const MethodAttributes Implementation =
        MethodAttributes.Public | MethodAttributes.Virtual | MethodAttributes.Final | MethodAttributes.HideBySig | MethodAttributes.NewSlot;

    private const TypeAttributes PublicClass = TypeAttributes.Public | TypeAttributes.Class | TypeAttributes.Sealed;

    /// <summary>A class whose properties give what public fields of the same name hold.</summary>
    /// <param name="type">The interface.</param>
    /// <param name="computed">Properties whose field is a <c>Func</c> of their type.</param>
    /// <param name="replaced">Properties with a body that get a field all the same.</param>
    public static Type WithProperties(Type type, IReadOnlySet<string> computed, IReadOnlySet<string> replaced)
    {
        var emitted = Define(type);
        foreach (var property in MembersOf(type, one => one.GetProperties()).Where(one => one.GetMethod is { } get && (get.IsAbstract || replaced.Contains(one.Name))))
        {
            var isComputed = computed.Contains(property.Name);
            var function = typeof(Func<>).MakeGenericType(property.PropertyType);
            var field = emitted.DefineField(property.Name, isComputed ? function : property.PropertyType, FieldAttributes.Public);
            var code = Implement(emitted, property.GetMethod!);
            code.Emit(OpCodes.Ldarg_0);
            code.Emit(OpCodes.Ldfld, field);
            if (isComputed)
            {
                code.Emit(OpCodes.Callvirt, function.GetMethod("Invoke")!);
            }

            code.Emit(OpCodes.Ret);
        }

        return Finish(emitted, type, method => method.IsSpecialName && method.Name.StartsWith("get_", StringComparison.Ordinal));
    }

    /// <summary>A class that hands each line of a log to its public field <c>Write</c>.</summary>
    /// <param name="type">The interface.</param>
    public static Type WithLog(Type type)
    {
        var emitted = Define(type);
        var write = emitted.DefineField("Write", typeof(Action<string?, Exception?, string?, object?[]?>), FieldAttributes.Public);
        foreach (var method in MembersOf(type, one => one.GetMethods()).Where(IsLog))
        {
            var parameters = method.GetParameters().Select(parameter => parameter.ParameterType).ToList();
            var code = Implement(emitted, method);
            code.Emit(OpCodes.Ldarg_0);
            code.Emit(OpCodes.Ldfld, write);
            // Level, exception, message, arguments: the message is the last text, the level the one before it.
            Load(code, parameters.Count(one => one == typeof(string)) > 1 ? parameters.IndexOf(typeof(string)) : -1);
            Load(code, parameters.IndexOf(typeof(Exception)));
            Load(code, parameters.LastIndexOf(typeof(string)));
            Load(code, parameters.IndexOf(typeof(object[])));
            code.Emit(OpCodes.Callvirt, write.FieldType.GetMethod("Invoke")!);
            code.Emit(OpCodes.Ret);
        }

        return Finish(emitted, type, IsLog);
    }

    // Those without a body, and those that all others with a body come down to; two of these call themselves for ever in the package.
    private static bool IsLog(MethodInfo method) =>
        method.Name is "Log" or "LogLine" && method.ReturnType == typeof(void)
        && method.GetParameters().All(parameter => parameter.ParameterType is var one && (one == typeof(string) || one == typeof(Exception) || one == typeof(object[])))
        && method.GetParameters().Any(parameter => parameter.ParameterType == typeof(string));

    private static TypeBuilder Define(Type type)
    {
        using var inside = AssemblyLoadContext.GetLoadContext(type.Assembly)!.EnterContextualReflection();
        var assembly = AssemblyBuilder.DefineDynamicAssembly(new($"SecretsEmu.{type.Name}"), AssemblyBuilderAccess.RunAndCollect);
        return assembly.DefineDynamicModule("Emitted").DefineType($"SecretsEmu.{type.Name}", PublicClass, typeof(object), [type]);
    }

    // Whatever else has no body answers nothing, rather than keep a function from running that may never ask.
    private static Type Finish(TypeBuilder emitted, Type type, Func<MethodInfo, bool> isDone)
    {
        foreach (var method in MembersOf(type, one => one.GetMethods()).Where(method => method.IsAbstract && !isDone(method)))
        {
            var code = Implement(emitted, method);
            if (method.ReturnType != typeof(void))
            {
                code.Emit(OpCodes.Ldloc, code.DeclareLocal(method.ReturnType));
            }

            code.Emit(OpCodes.Ret);
        }

        return emitted.CreateType();
    }

    private static ILGenerator Implement(TypeBuilder emitted, MethodInfo method)
    {
        var implementation = emitted.DefineMethod(
            method.Name, Implementation, method.ReturnType, [.. method.GetParameters().Select(parameter => parameter.ParameterType)]);
        emitted.DefineMethodOverride(implementation, method);
        return implementation.GetILGenerator();
    }

    private static void Load(ILGenerator code, int parameter)
    {
        if (parameter < 0)
        {
            code.Emit(OpCodes.Ldnull);
        }
        else
        {
            code.Emit(OpCodes.Ldarg, (short)(parameter + 1));
        }
    }

    private static IEnumerable<TMember> MembersOf<TMember>(Type type, Func<Type, TMember[]> members) =>
        type.GetInterfaces().Prepend(type).SelectMany(members);
}
