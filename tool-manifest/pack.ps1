# tool-manifest/pack.ps1 [-Plain] [-Version V] [-Output DIR]: what tool-manifest/pack does, for PowerShell.
param([switch] $Plain, [string] $Version, [string] $Output)
$ErrorActionPreference = 'Stop'

if (-not $Output) { $Output = Join-Path $PSScriptRoot '../artifacts/packages' }
# The folder is a package source: what an earlier run left in it must not be found instead of what is packed now.
Remove-Item (Join-Path $Output 'secrets-emu.*.nupkg'), (Join-Path $Output 'SecretsEmu.Plugins.*.nupkg') -ErrorAction SilentlyContinue
$properties = @("-p:ReleasePackages=$(-not $Plain)")
if ($Version) { $properties += "-p:Version=$Version" }
dotnet pack (Join-Path $PSScriptRoot '../src/SecretsEmu.Tool') -c Release -o $Output @properties --nologo -v quiet
if ($LASTEXITCODE -ne 0) { exit $LASTEXITCODE }
$properties = if ($Version) { @("-p:Version=$Version") } else { @() }
dotnet pack (Join-Path $PSScriptRoot '../src/SecretsEmu.Plugins') -c Release -o $Output @properties --nologo -v quiet
if ($LASTEXITCODE -ne 0) { exit $LASTEXITCODE }
(Get-ChildItem (Join-Path $Output '*.nupkg')).FullName
