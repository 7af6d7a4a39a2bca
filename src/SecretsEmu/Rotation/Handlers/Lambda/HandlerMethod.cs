using System.Reflection;
using System.Runtime.CompilerServices;

namespace SecretsEmu.Rotation.Handlers.Lambda;

/// <summary>The method of a .NET function, found and judged as Lambda's .NET runtime does (integrations.md 1.9).</summary>
internal static class HandlerMethod
{
    // One type at a time: the runtime goes up the base types itself, and so sees what is private there.
    private const BindingFlags OfOneType =
        BindingFlags.DeclaredOnly | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static;

    /// <exception cref="HandlerException">There is none, there are several, or it is of a kind that Lambda refuses.</exception>
    public static MethodInfo Find(Type type, HandlerString handler)
    {
        // A name has no space and a signature has one: only one of the two searches can find anything.
        var method = ByName(type, handler.Method) ?? BySignature(type, handler.Method) ?? throw LambdaErrors.MethodNotFound(handler);
        CheckMethod(method);
        CheckType(type, method);
        return method;
    }

    private static MethodInfo? ByName(Type? type, string name)
    {
        for (; type is not null; type = type.BaseType)
        {
            var found = type.GetMethods(OfOneType).Where(method => method.Name == name).ToArray();
            if (found.Length > 1)
            {
                throw LambdaErrors.Overloads(name, type, found.Select(method => method.ToString()!));
            }

            if (found.Length == 1)
            {
                return found[0];
            }
        }

        return null;
    }

    private static MethodInfo? BySignature(Type? type, string signature)
    {
        for (; type is not null; type = type.BaseType)
        {
            if (type.GetMethods(OfOneType).FirstOrDefault(method => method.ToString() == signature) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    private static void CheckMethod(MethodInfo method)
    {
        var signature = method.ToString()!;
        if (method.IsAbstract)
        {
            throw LambdaErrors.AbstractMethod(signature);
        }

        if (method.IsGenericMethod)
        {
            throw LambdaErrors.GenericMethod(signature);
        }

        if (method.ReturnType == typeof(void) && method.IsDefined(typeof(AsyncStateMachineAttribute)))
        {
            throw LambdaErrors.AsyncVoidMethod(signature);
        }

        if (method.GetParameters().LastOrDefault() is { } last && last.IsDefined(typeof(ParamArrayAttribute)))
        {
            throw LambdaErrors.ParamsMethod(signature);
        }

        if (method.CallingConvention.HasFlag(CallingConventions.VarArgs))
        {
            throw LambdaErrors.VarargMethod(signature);
        }
    }

    private static void CheckType(Type type, MethodInfo method)
    {
        if (type.IsGenericType)
        {
            throw LambdaErrors.GenericType(type);
        }

        if (!method.IsStatic && type.IsAbstract)
        {
            throw LambdaErrors.AbstractType(method.ToString()!, type);
        }

        if (!type.IsClass && (!type.IsValueType || type.IsPrimitive || type.IsEnum))
        {
            throw LambdaErrors.NotClassOrStruct(type);
        }
    }
}
