/**
 * What is left out unless it is asked for: files nobody writes line by line. As git's globs. Lockfiles are those of the package managers'
 * own documentation; folders and generated files are the plain ones of github-linguist's `vendor.yml` and `generated.rb` (v9).
 */
export const leftOut: Readonly<Record<'lockfile' | 'vendored' | 'generated', readonly string[]>> = {
  lockfile: anywhere(
    `package-lock.json npm-shrinkwrap.json yarn.lock pnpm-lock.yaml bun.lock deno.lock Cargo.lock poetry.lock uv.lock pdm.lock Pipfile.lock
    pixi.lock conda-lock.yml composer.lock Gemfile.lock go.sum go.work.sum mix.lock Podfile.lock pubspec.lock packages.lock.json paket.lock
    flake.lock gradle.lockfile Package.resolved`,
  ),
  vendored: anywhere(
    `node_modules/** bower_components/** vendor/** vendors/** third_party/** third-party/** 3rdparty/**
    .yarn/releases/** .yarn/plugins/** .yarn/sdks/** *.min.js *.min.css`,
  ),
  generated: anywhere(
    `*.pb.go *_pb2.py *_pb2.pyi *_pb2_grpc.py *.pb.cc *.pb.h *.g.dart *.freezed.dart *.designer.cs *.js.map *.css.map
    *.generated.ts *.generated.js *.generated.go zz_generated.*.go __generated__/**`,
  ),
};

function anywhere(names: string): readonly string[] {
  return names.split(/\s+/).map((name) => `**/${name}`);
}
