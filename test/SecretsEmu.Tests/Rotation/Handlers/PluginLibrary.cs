using System.Reflection;
using System.Reflection.Emit;
using SecretsEmu.Plugins;

namespace SecretsEmu.Tests.Rotation.Handlers;

/// <summary>A library as a user builds one, with just the classes that a test needs: only its metadata matters, nothing of it runs.</summary>
internal sealed class PluginLibrary
{
    private readonly PersistedAssemblyBuilder _assembly;
    private readonly ModuleBuilder _module;

    public PluginLibrary(string name = "Library")
    {
        _assembly = new PersistedAssemblyBuilder(new AssemblyName(name), typeof(object).Assembly);
        _module = _assembly.DefineDynamicModule(name);
    }

    /// <param name="name">With its namespace.</param>
    /// <param name="function">What its attribute says; null for no attribute.</param>
    /// <param name="implements">Whether it names the interface.</param>
    /// <param name="isAbstract">Whether it is a base of others.</param>
    /// <param name="inside">The class that it stands in.</param>
    public TypeBuilder Class(string name, string? function = null, bool implements = true, bool isAbstract = false, TypeBuilder? inside = null)
    {
        var attributes = isAbstract ? TypeAttributes.Abstract : TypeAttributes.Class;
        var type = inside is null
            ? _module.DefineType(name, attributes | TypeAttributes.Public)
            : inside.DefineNestedType(name, attributes | TypeAttributes.NestedPublic);
        if (implements)
        {
            Implement(type);
        }

        if (function is not null)
        {
            type.SetCustomAttribute(new CustomAttributeBuilder(typeof(RotationFunctionAttribute).GetConstructor([typeof(string)])!, [function]));
        }

        return type;
    }

    /// <summary>Writes it.</summary>
    /// <param name="types">All classes, those that others stand in first.</param>
    public static string Save(PluginLibrary library, string file, params TypeBuilder[] types)
    {
        foreach (var type in types)
        {
            type.CreateType();
        }

        library._assembly.Save(file);
        return file;
    }

    private static void Implement(TypeBuilder type)
    {
        type.AddInterfaceImplementation(typeof(IRotationPlugin));
        foreach (var method in typeof(IRotationPlugin).GetMethods())
        {
            var body = type.DefineMethod(
                method.Name, MethodAttributes.Public | MethodAttributes.Virtual, method.ReturnType, [.. method.GetParameters().Select(parameter => parameter.ParameterType)]).GetILGenerator();
            body.Emit(OpCodes.Ldnull);
            body.Emit(OpCodes.Ret);
        }
    }
}
