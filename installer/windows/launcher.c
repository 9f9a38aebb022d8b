/* Gongkai.exe (window) and gongkai-cli.exe (command line): the interpreter beside them, with "-m main".
 *
 * Only the Windows API is used: what is loaded is runtime\python313.dll, by its full path.
 */
#include <windows.h>
#include <wchar.h>

#ifdef CONSOLE
#define INTERPRETER L"runtime\\python.exe"
#else
#define INTERPRETER L"runtime\\pythonw.exe"
#endif
#define LIBRARY L"runtime\\python313.dll"
#define LONG_PATH 32768

typedef int (*py_main)(int, wchar_t **);
typedef void (*py_set_program_name)(const wchar_t *);

static wchar_t own[LONG_PATH], path[LONG_PATH];

static int fail(const wchar_t *what)
{
#ifdef CONSOLE
    DWORD written;
    WriteConsoleW(GetStdHandle(STD_ERROR_HANDLE), what, (DWORD)wcslen(what), &written, NULL);
#else
    MessageBoxW(NULL, what, L"公开 Gongkai", MB_OK | MB_ICONERROR);
#endif
    return 2;
}

static wchar_t *beside(const wchar_t *name)
{
    wcscpy(path, own);
    wcscpy(wcsrchr(path, L'\\') + 1, name);
    return path;
}

static int start(int count, wchar_t **words)
{
    static const wchar_t *ours[] = {L"-I", L"-X", L"utf8", L"-m", L"main"};
    enum { OURS = sizeof ours / sizeof *ours };
    wchar_t **all;
    int i;

    DWORD length = GetModuleFileNameW(NULL, own, LONG_PATH);
    if (length == 0 || length + 32 > LONG_PATH)
        return fail(L"安装路径过长。\nThe path of the installation is too long.\n");
    HMODULE python = LoadLibraryExW(beside(LIBRARY), NULL, LOAD_WITH_ALTERED_SEARCH_PATH);
    if (python == NULL)
        return fail(L"程序文件不完整，请重新安装。\nProgram files are missing. Install Gongkai again.\n");
    py_main run = (py_main)(void *)GetProcAddress(python, "Py_Main");
    py_set_program_name name = (py_set_program_name)(void *)GetProcAddress(python, "Py_SetProgramName");

    /* Processes that the program starts are the interpreter itself, not this launcher. */
    name(_wcsdup(beside(INTERPRETER)));
    all = HeapAlloc(GetProcessHeap(), HEAP_ZERO_MEMORY, (count + OURS + 1) * sizeof *all);
    if (all == NULL)
        return fail(L"内存不足。\nOut of memory.\n");
    all[0] = words[0];
    for (i = 0; i < OURS; i++)
        all[1 + i] = (wchar_t *)ours[i];
    for (i = 1; i < count; i++)
        all[OURS + i] = words[i];
    return run(count + OURS, all);
}

#ifdef CONSOLE
int wmain(int count, wchar_t **words)
{
    return start(count, words);
}
#else
int WINAPI wWinMain(HINSTANCE instance, HINSTANCE previous, wchar_t *line, int show)
{
    return start(__argc, __wargv);
}
#endif
