/* Included before every file of the runtime: what is compiled against glibc 2.31 then asks for no symbol
   newer than 2.28. These are the functions whose version rose in between; their meaning did not change.
   (Packages for arm64 start from 2.31 on, as their Qt does.) */
#if defined(__x86_64__) && !defined(__ASSEMBLER__)
__asm__(".symver exp,exp@GLIBC_2.2.5");
__asm__(".symver exp2,exp2@GLIBC_2.2.5");
__asm__(".symver log,log@GLIBC_2.2.5");
__asm__(".symver log2,log2@GLIBC_2.2.5");
__asm__(".symver pow,pow@GLIBC_2.2.5");
#endif
