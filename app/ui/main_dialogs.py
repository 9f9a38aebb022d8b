"""The dialogs of the window, as its menus open them."""

from app.core import acts
from app.ui.actions import Actions
from app.ui.dialogs.agency import AgencyDialog
from app.ui.dialogs.inbox_dialog import InboxDialog
from app.ui.dialogs.log_dialog import LogDialog
from app.ui.dialogs.palette import Choice, Palette, of_actions, of_buttons
from app.ui.dialogs.recheck_dialog import RecheckDialog
from app.ui.dialogs.register_dialog import RegisterDialog
from app.ui.dialogs.shortcuts_dialog import ShortcutsDialog
from app.ui.dialogs.support_dialog import SupportDialog
from app.ui.help.asking import show_help
from app.ui.help.topics import of_guide
from app.ui.main_frame import MainFrame


class MainDialogs(MainFrame):
    """Each is opened over the window and returned; ``commands``: every action of the menus."""

    commands: Actions

    def open_recheck(self) -> RecheckDialog:
        """Show the releases that the rules of today have not seen yet, or hold back."""
        dialog = RecheckDialog(self.session, acts.upload_profile(self.session.ws), self)
        dialog.picked.connect(self.list.choose)
        dialog.finished.connect(lambda _: self.side.upkeep.look())
        dialog.open()
        return dialog

    def open_agency(self) -> AgencyDialog:
        """Choose the province and the agency's own rules."""
        dialog = AgencyDialog(self.session, self)
        dialog.open()
        return dialog

    def open_inbox(self) -> InboxDialog:
        """Show what the public has written."""
        dialog = InboxDialog(self.session, self)
        dialog.open()
        return dialog

    def open_register(self) -> RegisterDialog:
        """Show the department's catalog as a whole."""
        dialog = RegisterDialog(self.session, self)
        dialog.open()
        return dialog

    def open_palette(self) -> Palette:
        """Show every action by name."""
        choices = [
            *of_actions(self.commands),
            *self._buttons(),
            *of_guide(self.session.language, show_help),
        ]
        palette = Palette(choices, self.memory.used, self.memory.use, self)
        palette.open()
        return palette

    def open_shortcuts(self) -> ShortcutsDialog:
        """Show what each key does."""
        dialog = ShortcutsDialog(self.commands, self)
        dialog.open()
        return dialog

    def open_log(self) -> LogDialog:
        """Show who did what."""
        dialog = LogDialog(self.session, parent=self)
        dialog.open()
        return dialog

    def open_support(self) -> SupportDialog:
        """Show what a maintainer would be told."""
        dialog = SupportDialog(self.session, self)
        dialog.open()
        return dialog

    def _buttons(self) -> list[Choice]:
        """What the shown page offers."""
        if self.right.currentWidget() is self.home:
            return list(of_buttons(self.home, self.tr("首页")))
        step = self.page.current()
        return list(of_buttons(self.page.pages[step], self.page.title_of(step)))
