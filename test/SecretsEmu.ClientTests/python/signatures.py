"""What KMS signs verifies, by KMS and by anybody who has the public key; a MAC by KMS alone."""
import boto3
from checks import equal, refused, true

kms = boto3.client("kms")
kinds = kms.exceptions
message = b"a message to sign"


def keys(spec, usage):
    metadata = kms.create_key(KeySpec=spec, KeyUsage=usage)["KeyMetadata"]
    return metadata["Arn"]


def foreign_checks():
    """Signature checks of another library by algorithm; none where Python has no such library."""
    try:
        from cryptography.hazmat.primitives import hashes, serialization
        from cryptography.hazmat.primitives.asymmetric import ec, padding
    except ImportError:
        return {}
    load = serialization.load_der_public_key
    sha256, sha384 = hashes.SHA256(), hashes.SHA384()
    return {
        "RSASSA_PSS_SHA_256": lambda der, signature: load(der).verify(signature, message, padding.PSS(padding.MGF1(sha256), 32), sha256),
        "RSASSA_PKCS1_V1_5_SHA_256": lambda der, signature: load(der).verify(signature, message, padding.PKCS1v15(), sha256),
        "ECDSA_SHA_256": lambda der, signature: load(der).verify(signature, message, ec.ECDSA(sha256)),
        "ECDSA_SHA_384": lambda der, signature: load(der).verify(signature, message, ec.ECDSA(sha384)),
    }


def foreign_cipher(der, plaintext):
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import padding
    oaep = padding.OAEP(padding.MGF1(hashes.SHA256()), hashes.SHA256(), None)
    return serialization.load_der_public_key(der).encrypt(plaintext, oaep)


checks = foreign_checks()
for spec, algorithm in [
    ("RSA_2048", "RSASSA_PSS_SHA_256"), ("RSA_2048", "RSASSA_PKCS1_V1_5_SHA_256"),
    ("ECC_NIST_P256", "ECDSA_SHA_256"), ("ECC_NIST_P384", "ECDSA_SHA_384"), ("ECC_SECG_P256K1", "ECDSA_SHA_256"),
]:
    key = keys(spec, "SIGN_VERIFY")
    public = kms.get_public_key(KeyId=key)
    equal((public["KeyId"], public["KeySpec"], public["KeyUsage"]), (key, spec, "SIGN_VERIFY"))
    true(algorithm in public["SigningAlgorithms"], public["SigningAlgorithms"])
    signed = kms.sign(KeyId=key, Message=message, SigningAlgorithm=algorithm)
    equal((signed["KeyId"], signed["SigningAlgorithm"]), (key, algorithm))
    verified = kms.verify(KeyId=key, Message=message, Signature=signed["Signature"], SigningAlgorithm=algorithm)
    equal((verified["KeyId"], verified["SignatureValid"], verified["SigningAlgorithm"]), (key, True, algorithm))
    if checks:
        checks[algorithm](public["PublicKey"], signed["Signature"])
    # KMS gives no reason; boto3 shows an absent message as an empty one.
    refused(
        lambda: kms.verify(KeyId=key, Message=b"another", Signature=signed["Signature"], SigningAlgorithm=algorithm),
        "KMSInvalidSignatureException", "", kinds.KMSInvalidSignatureException)

curve = keys("ECC_NIST_P256", "SIGN_VERIFY")
refused(
    lambda: kms.sign(KeyId=curve, Message=message, SigningAlgorithm="RSASSA_PSS_SHA_256"),
    "InvalidKeyUsageException", "Algorithm RSASSA_PSS_SHA_256 is incompatible with key spec ECC_NIST_P256.", kinds.InvalidKeyUsageException)
refused(
    lambda: kms.encrypt(KeyId=curve, Plaintext=b"x"),
    "InvalidKeyUsageException", f"{curve} key usage is SIGN_VERIFY which is not valid for Encrypt.", kinds.InvalidKeyUsageException)

sealed = keys("RSA_2048", "ENCRYPT_DECRYPT")
ours = kms.encrypt(KeyId=sealed, Plaintext=b"for the owner", EncryptionAlgorithm="RSAES_OAEP_SHA_256")["CiphertextBlob"]
boxes = [ours, foreign_cipher(kms.get_public_key(KeyId=sealed)["PublicKey"], b"for the owner")] if checks else [ours]
for box in boxes:
    equal(kms.decrypt(KeyId=sealed, CiphertextBlob=box, EncryptionAlgorithm="RSAES_OAEP_SHA_256")["Plaintext"], b"for the owner")

mac_key = keys("HMAC_256", "GENERATE_VERIFY_MAC")
mac = kms.generate_mac(KeyId=mac_key, Message=message, MacAlgorithm="HMAC_SHA_256")
equal((mac["KeyId"], mac["MacAlgorithm"], len(mac["Mac"])), (mac_key, "HMAC_SHA_256", 32))
equal(kms.verify_mac(KeyId=mac_key, Message=message, Mac=mac["Mac"], MacAlgorithm="HMAC_SHA_256")["MacValid"], True)
refused(
    lambda: kms.verify_mac(KeyId=mac_key, Message=b"another", Mac=mac["Mac"], MacAlgorithm="HMAC_SHA_256"),
    "KMSInvalidMacException", "", kinds.KMSInvalidMacException)
