#!/bin/sh
# Not tested yet. Make a disk image of the app: make_dmg.sh ROItool.app TARGET.dmg
#
# With SIGNING_IDENTITY in the environment the app is signed, and with NOTARY_PROFILE too the image is notarised; both
# take an account with Apple. Without them macOS opens the app only from the menu of a right click.
set -eu
app=$1
image=$2
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

if [ -n "${SIGNING_IDENTITY:-}" ]; then
    codesign --force --deep --options runtime --timestamp --sign "$SIGNING_IDENTITY" "$app"
fi
cp -R "$app" "$folder/"
ln -s /Applications "$folder/Applications"
rm -f "$image"
hdiutil create -volname ROItool -srcfolder "$folder" -format UDZO "$image"
if [ -n "${NOTARY_PROFILE:-}" ]; then
    xcrun notarytool submit "$image" --keychain-profile "$NOTARY_PROFILE" --wait
    xcrun stapler staple "$image"
fi
