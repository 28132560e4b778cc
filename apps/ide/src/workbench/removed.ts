import { tocData } from '@codingame/monaco-vscode-api/vscode/vs/workbench/contrib/preferences/browser/settingsLayout';
import { isIMenuItem, MenuRegistry } from '@codingame/monaco-vscode-api/vscode/vs/platform/actions/common/actions';

/**
 * What leads nowhere in this shell: there is one folder and no other window's, no marketplace, no accounts, no assistant of VS Code's,
 * and one profile. Menus and the command palette leave it out.
 */
const commands: readonly RegExp[] = [
  /^workbench\.profiles\./,
  /^workbench\.action\.(?:newWindow|openRecent|clearRecentFiles|askVScode|openLicenseUrl|openPrivacyStatementUrl)$/,
  /^workbench\.action\.(?:tryNewDefaultThemes|browseColorThemesInMarketplace|configureMeteredConnection)$/,
  /^workbench\.action\.(?:getStartedWithAccessibilityFeatures|syncAccountPolicy|showPolicyDiagnostics)$/,
  /^workbench\.extensions\.action\.openInstalledWebExtensionsResource$/,
  /^scm\.(?:input|editor)\.triggerSetup$/,
  /^extension\.bisect\./,
  /^debug\.installAdditionalDebuggers$/,
  /^merge\.dev\./,
];
const submenus = new Set(['Profiles', 'MenubarRecentMenu', 'MenubarShare', 'MenubarNewWindow']);

export function leaveOutOfMenus(): void {
  const all = MenuRegistry.getMenuItems.bind(MenuRegistry);
  MenuRegistry.getMenuItems = (menu) =>
    all(menu).filter((item) =>
      isIMenuItem(item) ? !commands.some((pattern) => pattern.test(item.command.id)) : !submenus.has(item.submenu.id),
    );
}

/** There is no assistant to set up. */
export function leaveOutOfSettings(): void {
  for (const category of tocData.children ?? []) if (category.id === 'chat') category.hide = true;
}
