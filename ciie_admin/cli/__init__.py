"""The shell: every act of the window as a command, for scripts and for computers without one."""
