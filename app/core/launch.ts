import { labelFields } from '../platform/field-labels'
import { keepFocusInDialog } from '../platform/dialog-focus'
import { tapByKeyboard } from '../platform/keyboard'
import { fetchPagesAhead } from '../platform/pages-ahead'
import { useProfile } from './api/profile'
import { startSession } from './api/session'
import { startLocale } from './i18n/locale'
import { watchSession } from './navigation/guard'
import { routes } from './navigation/routes'
import { rememberBrand } from './theme/brand'
import { startTheme } from './theme/theme'

/** Everything that must stand before the first page: language, colours, session. Called by App at launch. */
export function launch(): void {
  startLocale()
  rememberBrand()
  startTheme()
  tapByKeyboard()
  keepFocusInDialog()
  labelFields()
  watchSession(() => useProfile().forget())
  void startSession()
  fetchPagesAhead(Object.values(routes))
}
