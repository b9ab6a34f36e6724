//! The page's types are made from the API document, which is made from the routes.

use anyhow::bail;

use crate::page::{self, npm};
use crate::process::{build_waymark, command, must, output};
use crate::root;

/// Makes `web/src/api/schema.ts`, or says whether it is as it should be.
pub(crate) fn codegen(check: bool) -> anyhow::Result<()> {
    page::install()?;
    let waymark = build_waymark(false)?;
    let document = output(command(&waymark.to_string_lossy(), &["openapi"], &root()))?;
    let folder = tempfile::tempdir()?;
    let api = folder.path().join("openapi.json");
    std::fs::write(&api, document)?;
    let committed = root().join("web/src/api/schema.ts");
    let made = if check { folder.path().join("schema.ts") } else { committed.clone() };
    let (api, made_path) = (api.to_string_lossy(), made.to_string_lossy());
    must(npm(&["exec", "--no", "--", "openapi-typescript", &api, "-o", &made_path]))?;
    if check && std::fs::read(&made)? != std::fs::read(&committed)? {
        bail!("web/src/api/schema.ts is not as the API says: run `cargo xtask codegen`");
    }
    Ok(())
}
