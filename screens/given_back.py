"""Memory that is of no more use once the first picture is drawn, given back."""

import ctypes


def give_back() -> None:
    """Frees what OpenGL needs only to compile shaders, and hands what is free to the kernel.

    All shaders are compiled by then, and Mesa keeps six megabytes for more. It makes them anew if it must.
    """
    from kivy.core.window import _window_sdl2

    # The library that Kivy's own is linked with; Kivy's function of that name does nothing.
    sdl = ctypes.CDLL(_window_sdl2.__file__)
    sdl.SDL_GL_GetProcAddress.restype = ctypes.c_void_p
    release = sdl.SDL_GL_GetProcAddress(b"glReleaseShaderCompiler")
    if release is not None:
        ctypes.CFUNCTYPE(None)(release)()
    # It lies between what is in use, where the C library keeps it unless it is asked.
    ctypes.CDLL(None).malloc_trim(0)
