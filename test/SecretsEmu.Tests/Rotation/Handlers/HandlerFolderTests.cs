using System.Reflection.Emit;
using SecretsEmu.Files;
using SecretsEmu.Rotation.Handlers;

namespace SecretsEmu.Tests.Rotation.Handlers;

/// <summary>What <c>--handlers PATH</c> finds at a path.</summary>
public sealed class HandlerFolderTests
{
    private DirectoryInfo _folder = null!;

    private string Root => _folder.FullName;

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("secrets-emu-handlers-");

    [TearDown]
    public void DeleteFolder() => _folder.Delete(recursive: true);

    [Test]
    public void A_plugin_is_called_by_its_attribute_and_else_as_its_library()
    {
        Library("Named.dll", ("Rotate.Db", "rotate-db"));
        Library("Unnamed.dll", ("Rotate.Api", null));

        Found().ShouldBe([$"rotate-db = plugin Rotate.Db in {Root}/Named.dll", $"Unnamed = plugin Rotate.Api in {Root}/Unnamed.dll"]);
    }

    [Test]
    public void A_plugin_in_a_sub_folder_is_called_by_its_attribute_and_else_as_the_folder()
    {
        Library("one/Some.Library.dll", ("Rotate.Db", "rotate-db"));
        Library("two/Some.Library.dll", ("Rotate.Api", null));

        Found().ShouldBe([$"rotate-db = plugin Rotate.Db in {Root}/one/Some.Library.dll", $"two = plugin Rotate.Api in {Root}/two/Some.Library.dll"]);
    }

    [Test]
    public void A_sub_folder_with_the_defaults_of_the_Lambda_tools_is_a_NET_function()
    {
        Write("rotate-net/aws-lambda-tools-defaults.json", """{ "region": "us-east-1", /* as made by a template */ "function-handler": "Net::Net.Function::Handle" }""");

        Found().ShouldBe([$"rotate-net = .NET function Net::Net.Function::Handle in {Root}/rotate-net"]);
    }

    [TestCase("""{ "region": "us-east-1" }""")]
    [TestCase("""{ "function-handler": null }""")]
    [TestCase("[]")]
    public void Defaults_that_name_no_handler_make_no_NET_function(string defaults)
    {
        Write("rotate-py/aws-lambda-tools-defaults.json", defaults);
        Write("rotate-py/lambda_function.py", "");

        Found().ShouldBe([$"rotate-py = lambda_function.lambda_handler in {Root}/rotate-py"]);
    }

    [Test]
    public void Defaults_that_are_no_JSON_are_named_with_their_line()
    {
        Write("rotate-net/aws-lambda-tools-defaults.json", "{\n  \"function-handler\": oops\n}");

        Refusal().ShouldBe($"{Root}/rotate-net/aws-lambda-tools-defaults.json, line 2: this is not JSON (column 23).");
    }

    [Test]
    public void A_sub_folder_with_lambda_function_py_is_a_function_in_Python()
    {
        Write("rotate_py/lambda_function.py", "");

        Found().ShouldBe([$"rotate_py = lambda_function.lambda_handler in {Root}/rotate_py"]);
        var settings = HandlerFolder.Read(Root, isolate: false).ShouldHaveSingleItem().ShouldBeOfType<ProcessSettings>();
        settings.Command.Take(3).ShouldBe(["python3", "-B", "-c"]);
    }

    [TestCase("index.mjs")]
    [TestCase("index.cjs")]
    [TestCase("index.js")]
    public void A_sub_folder_with_an_index_is_a_function_in_Node(string file)
    {
        Write($"rotate-js/{file}", "");

        Found().ShouldBe([$"rotate-js = index.handler in {Root}/rotate-js"]);
        var settings = HandlerFolder.Read(Root, isolate: false).ShouldHaveSingleItem().ShouldBeOfType<ProcessSettings>();
        settings.Command.Take(3).ShouldBe(["node", "--input-type=module", "-e"]);
    }

    [Test]
    public void A_sub_folder_whose_name_no_function_can_have_is_left_out()
    {
        Write(".git/index.js", "");
        Write("net10.0/lambda_function.py", "");
        Write("with space/lambda_function.py", "");

        Found().ShouldBeEmpty();
    }

    [Test]
    public void A_folder_with_nothing_in_it_has_no_functions()
    {
        Write("notes.txt", "");
        Write("empty/notes.txt", "");

        Found().ShouldBeEmpty();
    }

    [Test]
    public void A_handlers_json_says_all_that_there_is()
    {
        Library("Named.dll", ("Rotate.Db", "rotate-db"));
        Write("rotate-py/lambda_function.py", "");
        Write("handlers.json", """{ "functions": { "rotate-net": { "kind": "dotnet", "folder": "net", "handler": "Net::Net.Function::Handle" } } }""");

        Found().ShouldBe([$"rotate-net = .NET function Net::Net.Function::Handle in {Root}/net"]);
        HandlerFolder.Read(Path.Combine(Root, "handlers.json"), isolate: false).ShouldHaveSingleItem().Name.ShouldBe("rotate-net");
    }

    [Test]
    public void Isolation_goes_for_every_plugin_and_NET_function()
    {
        Library("Named.dll", ("Rotate.Db", "rotate-db"));
        Write("rotate-net/aws-lambda-tools-defaults.json", """{ "function-handler": "Net::Net.Function::Handle" }""");

        HandlerFolder.Read(Root, isolate: true).Select(one => one switch
        {
            PluginSettings plugin => plugin.IsIsolated,
            DotNetSettings function => function.IsIsolated,
            _ => false,
        }).ShouldBe([true, true]);
    }

    [Test]
    public void Two_functions_of_one_name_are_refused()
    {
        Library("Named.dll", ("Rotate.Db", "rotate-py"));
        Write("rotate-py/lambda_function.py", "");

        Refusal().ShouldBe(
            $"Two functions are called rotate-py: plugin Rotate.Db in {Root}/Named.dll and lambda_function.lambda_handler in {Root}/rotate-py.");
    }

    [Test]
    public void Two_plugins_of_one_library_need_an_attribute()
    {
        Library("Rotate.dll", ("Rotate.Db", null), ("Rotate.Api", null));

        Refusal().ShouldBe($"Two functions are called Rotate: plugin Rotate.Db in {Root}/Rotate.dll and plugin Rotate.Api in {Root}/Rotate.dll.");
    }

    [TestCase("Company.Rotate.dll", null, "Company.Rotate")]
    [TestCase("Rotate.dll", "rotate db", "rotate db")]
    [TestCase("Rotate.dll", "", "")]
    public void A_plugin_whose_name_no_function_can_have_is_refused(string file, string? function, string name)
    {
        Library(file, ("Rotate.Db", function));

        Refusal().ShouldBe(
            $"The plugin Rotate.Db in {Root}/{file} would be called '{name}', which is no name of a function: give it [RotationFunction(\"name\")] with 1 to 64 letters, digits, hyphens and underscores.");
    }

    [Test]
    public void Where_nothing_is_nothing_is_found() =>
        Should.Throw<FileException>(() => HandlerFolder.Read(Path.Combine(Root, "nowhere"), isolate: false)).Message.ShouldBe(
            $"There is no file or folder {Root}/nowhere: --handlers names a handlers.json, or a folder with one or with the functions themselves.");

    private IEnumerable<string> Found() => HandlerFolder.Read(Root, isolate: false).Select(one => $"{one.Name} = {one.Description}");

    private string Refusal() => Should.Throw<FileException>(() => HandlerFolder.Read(Root, isolate: false)).Message;

    private void Library(string file, params (string Class, string? Function)[] plugins)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(Root, file))!);
        var library = new PluginLibrary();
        TypeBuilder[] types = [.. plugins.Select(plugin => library.Class(plugin.Class, plugin.Function))];
        PluginLibrary.Save(library, Path.Combine(Root, file), types);
    }

    private void Write(string file, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(Root, file))!);
        File.WriteAllText(Path.Combine(Root, file), text);
    }
}
