"""密码设备: signing keys on PKCS#11 tokens (a UKey, a smart card, an HSM)."""
